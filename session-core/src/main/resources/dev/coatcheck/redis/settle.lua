-- Ends a transaction of create.lua or commit.lua, HSET, and this: where the first refused, what the
-- HSET has made is dropped. Only commands that are allowed when memory is full. Without prelude.
-- KEYS 1 session, 2 parking place
if redis.call('EXISTS', KEYS[2]) == 1 then
  redis.call('RENAME', KEYS[2], KEYS[1])
elseif redis.call('HEXISTS', KEYS[1], '!h') == 0 then
  redis.call('DEL', KEYS[1])
end
return {1}
