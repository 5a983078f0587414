-- Reads a session and counts as an access.
-- KEYS 1 session, 2 expiry index
-- ARGV 1 token that the reader holds or '', 2 touch interval ms or auto, 3 retention ms,
--      4 most bytes that are worth passing through Lua, 5 way back that a copy may have, or ''
-- Answers 1 unchanged: last access | 2 changed: last access, token, max inactive, name, value...
--         3 whole: last access, field, value... | 4 whole, to be fetched natively: last access
--         5 a copy that is pending: way back, header
local meta = redis.call('HMGET', KEYS[1], '!h', '!d', '!v', '!m', '!l', '!x', '!p')
local header, claimed, version, last, deadline = meta[1], meta[2], meta[3], meta[5], tonumber(meta[6])
local pending = meta[7]
if not header or claimed or (deadline > 0 and now >= deadline) then return {0, now} end
if not known_format(header) then return {-2, now} end
if pending then
  if pending ~= ARGV[5] then return {5, now, pending, header} end
  redis.call('HDEL', KEYS[1], '!p')
end
last = tonumber(last)

-- The second condition: another node's touch interval may have been shorter than ours.
local max_inactive = tonumber(meta[4])
if now - last >= touch_interval(ARGV[2], max_inactive)
  or (deadline > 0 and now + max_inactive > deadline) or pending then
  touch(KEYS[1], KEYS[2], max_inactive, ARGV[2], tonumber(ARGV[3]))
end
if version == ARGV[1] then return {1, now, last} end

local function fits(names)
  local size = 0
  for i = 1, #names do
    size = size + redis.call('HSTRLEN', KEYS[1], names[i])
    if size > tonumber(ARGV[4]) then return false end
  end
  return true
end

-- The names that changed since, when the ring reaches back to exactly the token asked for.
local function changed_names()
  if ARGV[1] == '' then return nil end
  local from, to = counter(ARGV[1]), counter(version)
  if from >= to or to - from > 15 then return nil end
  local base, seen, names = commit_at(KEYS[1], from), {}, {}
  if not base or base[1] ~= ARGV[1] then return nil end
  for count = from + 1, to do
    local entry = commit_at(KEYS[1], count)
    if not entry or entry[2] == '*' then return nil end
    for i = 2, #entry do
      if not seen[entry[i]] then seen[entry[i]] = true; names[#names + 1] = entry[i] end
    end
  end
  return names
end

local names = changed_names()
if names and fits(names) then
  local answer = {2, now, last, version, max_inactive}
  for i = 1, #names do
    answer[#answer + 1] = names[i]
    answer[#answer + 1] = redis.call('HGET', KEYS[1], names[i])
  end
  return answer
end
if redis.call('HLEN', KEYS[1]) > 150 or not fits(redis.call('HKEYS', KEYS[1])) then
  return {4, now, last}
end
local answer, fields = {3, now, last}, redis.call('HGETALL', KEYS[1])
for i = 1, #fields do answer[i + 3] = fields[i] end
return answer
