-- Applies what a request changed, and counts as an access. A session past its deadline lives on
-- when its request commits before a sweeper has claimed it.
-- KEYS 1 session, 2 expiry index, 3 parking place when the values follow natively
-- ARGV 1 latest ms, 2 token that the writer's image had, 3 tag, 4 max inactive ms or '',
--      5 touch interval ms or auto, 6 retention ms, 7 where the removes begin,
--      8... name, value... (with KEYS[3]: name...), then the removed names
-- Answers 1 applied: token, token it was applied to | 0 gone
local function commit(key)
  local meta = redis.call('HMGET', key, '!f', '!h', '!d', '!v', '!m', '!p')
  local header, version = meta[2], meta[4]
  if meta[1] then
    local there, elsewhere = follow(key)
    if elsewhere then return {-3, now, elsewhere}, false end
    if KEYS[3] then return {-3, now, string.sub(there, -22)}, false end
    return commit(there)
  end
  if not header or meta[3] then return {0, now}, false end
  if not known_format(header) then return {-2, now}, false end
  if born_after(header, ARGV[2]) then return {0, now}, false end
  local token, before = made(key, version, ARGV[2], ARGV[3])
  if token then return {1, now, token, before}, false end
  if now > tonumber(ARGV[1]) then return {-1, now}, false end

  -- Whoever writes to a copy was led here, or has moved the session himself.
  if meta[6] then redis.call('HDEL', key, '!p') end
  token = int(counter(version) + 1) .. ':' .. ARGV[3]
  local removes, entry = tonumber(ARGV[7]), {token}
  for i = 8, removes - 1, KEYS[3] and 1 or 2 do entry[#entry + 1] = ARGV[i] end
  for i = removes, #ARGV do entry[#entry + 1] = ARGV[i] end
  if #entry > 150 then entry = {token, '*'} end
  -- The token never after a value: were the value's write to fail, readers would read an old value
  -- once more; were the token's, they would never learn of the value.
  local last, max_inactive = KEYS[3] and 7 or removes - 1, ARGV[4] ~= '' and ARGV[4] or meta[5]
  touch(key, KEYS[2], tonumber(max_inactive), ARGV[5], tonumber(ARGV[6]), '!m',
    max_inactive, '!v', token, slot(counter(token)), cmsgpack.pack(entry),
    unpack(ARGV, 8, math.min(7 + CHUNK, last)))
  rest('HSET', key, 8 + CHUNK, last)
  rest('HDEL', key, removes, #ARGV)
  return {1, now, token, version}, true
end

local answer, applied = commit(KEYS[1])
-- Out of the way of the values that follow; settle.lua puts it back.
if KEYS[3] and not applied and redis.call('EXISTS', KEYS[1]) == 1 then
  redis.call('RENAME', KEYS[1], KEYS[3])
end
return answer
