-- Put in front of the scripts. Answers begin with a code and the store's time in ms; the codes
-- below 1 are the same everywhere: 0 gone, -1 too late, -2 unknown record format, -3 moved: where to,
-- as the forward says it.
local micros = redis.call('TIME')
micros = micros[1] * 1000000 + micros[2]
local now = math.floor(micros / 1000)

-- Lua would write large numbers as 1e+15.
local function int(number) return string.format('%.0f', number) end

local function counter(token) return tonumber(string.match(token, '^%d+')) end

-- Where a session went that got a new id while this request was under way: its key as far as this
-- bucket goes, and the forward to another bucket, if there is one. That is for the caller to follow:
-- no script touches a bucket that it was not given.
local function follow(key)
  local forward = redis.call('HGET', key, '!f')
  while forward and #forward == 22 do
    key = string.sub(key, 1, -23) .. forward
    forward = redis.call('HGET', key, '!f')
  end
  return key, forward
end

-- A record of a later release is left alone.
local function known_format(header) return string.sub(header, 1, 2) == '1 ' end

-- A session that got this id again is not the one that an older token speaks of.
local function born_after(header, token)
  return counter(string.match(header, '%S+$')) > counter(token)
end

-- The ring holds the last 16 commits: token, then the names that it changed.
local function slot(count) return '!r' .. string.format('%x', count % 16) end

local function commit_at(key, count)
  local packed = redis.call('HGET', key, slot(count))
  local entry = packed and cmsgpack.unpack(packed)
  return entry and counter(entry[1]) == count and entry or nil
end

-- Whether a write is a repeated one: the token it made and the one it was made on, or nil.
local function made(key, version, known, tag)
  if version == known then return nil end
  local last, first = counter(version), counter(known) + 1
  if first > last or first < last - 15 then first = last - 15 end
  for count = last, first, -1 do
    local entry = commit_at(key, count)
    if entry and string.sub(entry[1], -#tag - 1) == ':' .. tag then
      local before = commit_at(key, count - 1)
      return entry[1], before and before[1] or version
    end
  end
end

-- An index lives as long as its latest member may be wanted.
local function enter(index, key, score, until_ms)
  redis.call('ZADD', index, score, string.sub(key, -22))
  if redis.call('PTTL', index) < until_ms - now then redis.call('PEXPIREAT', index, until_ms) end
end

-- For how long an access need not be noted again; 'auto' follows the session's own timeout.
local function touch_interval(setting, max_inactive)
  if setting ~= 'auto' then return tonumber(setting) end
  return max_inactive > 0 and math.min(30000, math.floor(max_inactive / 20)) or 30000
end

-- An access: the deadline moves on, and with it the key's end and its place in the index. The
-- touch interval is added because accesses within it are not noted. Further fields go along.
local function touch(key, index, max_inactive, setting, retention, ...)
  if max_inactive > 0 then
    local deadline = now + max_inactive + touch_interval(setting, max_inactive)
    redis.call('HSET', key, '!l', now, '!x', deadline, ...)
    redis.call('PEXPIREAT', key, deadline + retention)
    enter(index, key, deadline, deadline + retention)
  else
    redis.call('HSET', key, '!l', now, '!x', 0, ...)
    redis.call('PERSIST', key)
    redis.call('ZREM', index, string.sub(key, -22))
  end
end

-- Lua can pass on some thousands of values at once, no more: the first ones of a list with the
-- call that there is anyway, the rest by this.
local CHUNK = 1000

local function rest(command, key, first, last)
  for i = first, last, CHUNK do
    redis.call(command, key, unpack(ARGV, i, math.min(i + CHUNK - 1, last)))
  end
end

