-- Replaces a session that was copied to its new id by the forward to it, unless it has changed since.
-- Until now the old id opened the session, from now on the new one does.
-- KEYS 1 session, 2 expiry index
-- ARGV 1 latest ms, 2 token that the writer's image had, 3 token that was copied or '', 4 token of
--      the move, 5 forward, 6 retention ms
-- Answers 1 moved: token, token before | 2 it has changed, copy again | 0 gone
local meta = redis.call('HMGET', KEYS[1], '!h', '!d', '!v', '!x', '!f')
local header, forward = meta[1], meta[5]
if forward == ARGV[5] and ARGV[3] ~= '' then return {1, now, ARGV[4], ARGV[3]} end
if forward then return {-3, now, forward} end
if not header or meta[2] then return {0, now} end
if not known_format(header) then return {-2, now} end
if born_after(header, ARGV[2]) then return {0, now} end
if meta[3] ~= ARGV[3] then return {2, now} end
if now > tonumber(ARGV[1]) then return {-1, now} end

redis.call('UNLINK', KEYS[1])
redis.call('HSET', KEYS[1], '!f', ARGV[5])
-- As long as the copy may be pending: the forward tells that it is the session.
redis.call('PEXPIREAT', KEYS[1], math.max(now, tonumber(meta[4])) + ARGV[6])
redis.call('ZREM', KEYS[2], string.sub(KEYS[1], -22))
return {1, now, ARGV[4], ARGV[3]}
