-- Puts a copy of a session under its new id where no script reaches both. It is pending, and nobody
-- can open it, until switch.lua has made the old id lead here.
-- KEYS 1 session by its new id, 2 expiry index, 3 parking place when the fields follow natively
-- ARGV 1 latest ms, 2 header, 3 token of the move, 4 issued id, 5 max inactive ms,
--      6 touch interval ms or auto, 7 retention ms, 8 way back to the session, 9... field, value...
-- Answers 1 copied | 2 the new id is taken
local function copy()
  local meta = redis.call('HMGET', KEYS[1], '!h', '!v', '!p', '!d', '!f')
  local header, version, pending = meta[1], meta[2], meta[3]
  if meta[4] or meta[5] or (header and header ~= ARGV[2]) then return {2, now}, false end
  -- A repeated copy, or one that a later one has overtaken.
  if header and (not pending or counter(version) >= counter(ARGV[3])) then return {1, now}, false end
  if now > tonumber(ARGV[1]) then return {-1, now}, false end

  redis.call('DEL', KEYS[1])
  touch(KEYS[1], KEYS[2], tonumber(ARGV[5]), ARGV[6], tonumber(ARGV[7]), '!h', ARGV[2],
    '!v', ARGV[3], '!i', ARGV[4], '!m', ARGV[5], '!p', ARGV[8],
    slot(counter(ARGV[3])), cmsgpack.pack({ARGV[3]}), unpack(ARGV, 9, math.min(8 + CHUNK, #ARGV)))
  rest('HSET', KEYS[1], 9 + CHUNK, #ARGV)
  return {1, now}, true
end

local answer, applied = copy()
-- Out of the way of the fields that follow; settle.lua puts it back.
if KEYS[3] and not applied and redis.call('EXISTS', KEYS[1]) == 1 then
  redis.call('RENAME', KEYS[1], KEYS[3])
end
return answer
