-- Ends a session. The tombstone tells a repeated call from a second one; late writes are refused
-- because there is no header, with or without it.
-- KEYS 1 session, 2 expiry index
-- ARGV 1 latest ms, 2 tag, 3 how long the tombstone is kept, ms
-- Answers 1 this call ended it | 0 it was gone
local key, elsewhere = follow(KEYS[1])
if elsewhere then return {-3, now, elsewhere} end
local meta = redis.call('HMGET', key, '!h', '!d')
local header, ended_by = meta[1], meta[2]
if not header then return {ended_by == ARGV[2] and 1 or 0, now} end
if ended_by then return {0, now} end
if not known_format(header) then return {-2, now} end
if now > tonumber(ARGV[1]) then return {-1, now} end

redis.call('UNLINK', key)
-- Without a tombstone when memory is full: that is what ending sessions is good for, then.
redis.pcall('HSET', key, '!d', ARGV[2])
redis.call('PEXPIRE', key, ARGV[3])
redis.call('ZREM', KEYS[2], string.sub(key, -22))
return {1, now}
