-- Stores a new session; a tombstone of the same id gives way.
-- KEYS 1 session, 2 expiry index, 3 parking place when the values follow natively
-- ARGV 1 latest ms, 2 tag, 3 created ms, 4 issued id, 5 max inactive ms,
--      6 touch interval ms or auto, 7 retention ms, 8... name, value...
-- Answers 1 stored: token | 0 there is a session of that id already
local function create()
  local meta = redis.call('HMGET', KEYS[1], '!h', '!f')
  local header = meta[1]
  if header then
    local token = string.match(header, '%S+$')
    if string.sub(token, -#ARGV[2] - 1) == ':' .. ARGV[2] then return {1, now, token}, false end
    return {0, now}, false
  end
  -- Late commits by an old id must not end in a stranger's session.
  if meta[2] then return {0, now}, false end
  if now > tonumber(ARGV[1]) then return {-1, now}, false end

  -- Counting starts with the time, so that a session of the same id never repeats a count.
  local token = int(micros) .. ':' .. ARGV[2]
  redis.call('DEL', KEYS[1])
  touch(KEYS[1], KEYS[2], tonumber(ARGV[5]), ARGV[6], tonumber(ARGV[7]), '!h',
    '1 ' .. ARGV[3] .. ' ' .. token, '!v', token, '!i', ARGV[4], '!m', ARGV[5], slot(micros),
    cmsgpack.pack({token}), unpack(ARGV, 8, math.min(7 + CHUNK, #ARGV)))
  rest('HSET', KEYS[1], 8 + CHUNK, #ARGV)
  return {1, now, token}, true
end

local answer, applied = create()
-- Out of the way of the values that follow; settle.lua puts it back.
if KEYS[3] and not applied and redis.call('EXISTS', KEYS[1]) == 1 then
  redis.call('RENAME', KEYS[1], KEYS[3])
end
return answer
