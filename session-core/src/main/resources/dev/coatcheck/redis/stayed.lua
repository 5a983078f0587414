-- Tells what became of a session since a copy of it was made that is still pending.
-- KEYS 1 session
-- ARGV 1 header of the copy, 2 forward to the copy
-- Answers 1 it stayed, ended or went elsewhere: the copy is none | 0 the copy is the session
local meta = redis.call('HMGET', KEYS[1], '!h', '!d', '!f')
local none = meta[1] == ARGV[1] or meta[2] or (meta[3] and meta[3] ~= ARGV[2])
return {none and 1 or 0, now}
