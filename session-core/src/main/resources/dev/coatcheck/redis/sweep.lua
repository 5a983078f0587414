-- Looks for expired sessions in all buckets and claims the most overdue. Not for Redis Cluster.
-- KEYS 1 what all keys of the namespace begin with
-- ARGV 1 tag, 2 most, 3 lease ms, 4 retention ms, 5 node, 6 label of its application
-- Answers 1: sweepers, whether more are due, largest lag ms, labels of other applications, number
--         of claims, then bucket, key id of each

-- Who sweeps: node -> until when it counts, when it was here, label. One that stays away for three
-- times its own pause (and a minute) is forgotten.
local function register()
  local key, here, others, seen = KEYS[1] .. 'sweepers', 0, {}, {}
  local old = redis.call('HGET', key, ARGV[5])
  local pause = old and now - tonumber(string.match(old, '^%d+ (%d+)')) or 0
  local until_ms = now + 3 * math.min(pause, 1800000) + 60000
  redis.call('HSET', key, ARGV[5], int(until_ms) .. ' ' .. int(now) .. ' ' .. ARGV[6])
  redis.call('PEXPIRE', key, 7200000)
  local nodes = redis.call('HGETALL', key)
  for i = 1, #nodes, 2 do
    local limit, label = string.match(nodes[i + 1], '^(%d+) %d+ (.*)$')
    if tonumber(limit) < now then
      redis.call('HDEL', key, nodes[i])
    else
      here = here + 1
      if label ~= ARGV[6] and not seen[label] then
        seen[label] = true
        others[#others + 1] = label
      end
    end
  end
  return here, table.concat(others, ', ')
end

local function candidates()
  local due = {}
  for bucket = 0, 255 do
    local base = KEYS[1] .. '{' .. bucket .. '}:'
    local found = redis.call('ZRANGEBYSCORE', base .. 'expiry', '-inf', now, 'WITHSCORES',
      'LIMIT', 0, ARGV[2] + 1)
    for i = 1, #found, 2 do
      due[#due + 1] = {tonumber(found[i + 1]), bucket, found[i], base}
    end
  end
  table.sort(due, function(a, b) return a[1] < b[1] end)
  return due
end

-- The lag of a session that was claimed; nil when there was nothing to claim.
local function claim(id, base)
  local key, index = base .. 's:' .. id, base .. 'expiry'
  local meta = redis.call('HMGET', key, '!h', '!d', '!x')
  local deadline = tonumber(meta[3] or 0)
  if not meta[1] or deadline == 0 then
    redis.call('ZREM', index, id)
  elseif not meta[2] and deadline > now then
    redis.call('ZADD', index, deadline, id)
  elseif known_format(meta[1]) then
    local lease = now + ARGV[3]
    redis.call('HSET', key, '!d', ARGV[1])
    if redis.call('PTTL', key) < ARGV[3] + 0 then redis.call('PEXPIREAT', key, lease) end
    enter(index, key, lease, lease + ARGV[4])
    return now - deadline
  end
end

local sweepers, others = register()
local due, claims, lag, more = candidates(), {}, 0, 0
for i = 1, #due do
  if #claims == 2 * ARGV[2] then more = 1; break end
  local overdue = claim(due[i][3], due[i][4])
  if overdue then
    claims[#claims + 1] = due[i][2]
    claims[#claims + 1] = due[i][3]
    lag = math.max(lag, overdue)
  end
end
return {1, now, sweepers, more, lag, others, unpack(claims)}
