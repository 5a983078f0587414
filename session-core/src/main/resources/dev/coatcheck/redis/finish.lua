-- Removes a claimed session for good, unless another node has claimed it since.
-- KEYS 1 session, 2 expiry index
-- ARGV 1 tag of the claim
-- Answers 1 removed | 0 it was not this claim's any more
local meta = redis.call('HMGET', KEYS[1], '!h', '!d')
if not meta[1] or meta[2] ~= ARGV[1] then return {0, now} end
redis.call('UNLINK', KEYS[1])
redis.call('ZREM', KEYS[2], string.sub(KEYS[1], -22))
return {1, now}
