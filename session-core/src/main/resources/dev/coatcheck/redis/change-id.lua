-- Moves a session to a new id. What requests under way commit to the old id still reaches it for a
-- while; a lookup of the old id does not.
-- KEYS 1 session, 2 expiry index, 3 session by its new id, 4 expiry index of that one
-- ARGV 1 latest ms, 2 token that the writer's image had, 3 tag, 4 issued id,
--      5 touch interval ms or auto, 6 retention ms, 7 how long the forward is kept, ms,
--      8 the forward
-- Answers 1 moved: token, token before | 2 the new id is taken | 0 gone
local key, elsewhere = follow(KEYS[1])
if elsewhere then return {-3, now, elsewhere} end
local meta = redis.call('HMGET', key, '!h', '!d', '!v', '!m')
local header, version = meta[1], meta[3]
if not header or meta[2] then return {0, now} end
if not known_format(header) then return {-2, now} end
if born_after(header, ARGV[2]) then return {0, now} end
local token, before = made(key, version, ARGV[2], ARGV[3])
if token then return {1, now, token, before} end
if now > tonumber(ARGV[1]) then return {-1, now} end
-- The new id may have a copy of this session, from a change in steps that was overtaken.
local there = redis.call('HMGET', KEYS[3], '!h', '!p')
if key == KEYS[3] or (there[1] and not (there[2] and there[1] == header)) then return {2, now} end

redis.call('RENAME', key, KEYS[3])
redis.call('HDEL', KEYS[3], '!p')
redis.call('ZREM', KEYS[2], string.sub(key, -22))
redis.call('HSET', key, '!f', ARGV[8])
redis.call('PEXPIRE', key, ARGV[7])
token = int(counter(version) + 1) .. ':' .. ARGV[3]
touch(KEYS[3], KEYS[4], tonumber(meta[4]), ARGV[5], tonumber(ARGV[6]), '!v', token, '!i',
  ARGV[4], slot(counter(token)), cmsgpack.pack({token}))
return {1, now, token, version}
