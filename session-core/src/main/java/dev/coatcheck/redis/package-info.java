/** Sessions in Redis, through Redisson and Lua scripts. */
@NullMarked
package dev.coatcheck.redis;

import org.jspecify.annotations.NullMarked;
