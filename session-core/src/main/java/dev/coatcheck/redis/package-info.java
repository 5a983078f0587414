/**
 * Sessions in Redis, through Redisson and Lua scripts.
 *
 * <p>{@link dev.coatcheck.redis.RedisConnection} is one client for a whole container; each
 * application gets its {@link dev.coatcheck.session.SessionStore} from it. The store runs one
 * script for each call; {@code Keys} and {@code RecordLayout} say where things lie, the scripts
 * (resources of this package) what happens to them. Only the classes named {@code Redisson…} know
 * the client.
 */
@NullMarked
package dev.coatcheck.redis;

import org.jspecify.annotations.NullMarked;
