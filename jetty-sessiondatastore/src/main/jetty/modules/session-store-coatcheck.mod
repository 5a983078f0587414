[description]
Keeps sessions in Redis, so that any node of the fleet serves any request.

[tags]
session

[provides]
session-store

[depends]
sessions
session-cache-coatcheck
logging/slf4j

[lib]
lib/coatcheck/coatcheck-jetty-sessiondatastore-${project.version}-all.jar

[xml]
etc/sessions/coatcheck/session-store.xml
etc/sessions/coatcheck/settings.xml

[ini]
# no node's name in the cookie: else every other node would send the cookie again with its own
jetty.sessionIdManager.workerName?=
# by package: by place it would hide nothing where our files are outside of the jetty.base
jetty.webapp.addHiddenClasses+=,dev.coatcheck.

[ini-template]
## Where Redis is, or a Redisson configuration file. May be:
## `redis://[user:password@]host[:port][/database]`, the same with `rediss`, or
## `file:/path/redisson.yaml`.
#jetty.session.coatcheck.redis=redis://127.0.0.1:6379

## How all keys begin; separates fleets that use one Redis. May be: letters, digits and - . _.
#jetty.session.coatcheck.prefix=cc

## How long one request may wait for Redis, all its commands together, before it answers 503. May
## be: duration, 50ms to 1m.
#jetty.session.coatcheck.requestTimeout=1500ms

## How much of encoded sessions a node keeps between requests, so that it need not fetch and decode
## them again; 0 keeps none. May be: size, 0 to 64GB.
#jetty.session.coatcheck.cacheSize=64MB

## What getAttribute does when the stored bytes cannot be decoded here: throw (fail), answer null
## and keep the bytes for other nodes, or answer null and drop them. May be: fail, keep or drop.
#jetty.session.coatcheck.unreadableAttributes=fail

## What happens to a value that cannot be encoded: it stays on its node with a warning, or the
## request fails. May be: local or refuse.
#jetty.session.coatcheck.unstorableAttributes=local

## How long after an access further ones need not be recorded; 0s records each. A session may live
## that much longer. auto is a twentieth of the timeout, at most 30s. May be: auto, or duration, 0 to
## 1h.
#jetty.session.coatcheck.touchInterval=auto

## How often the fleet looks for expired sessions, to run the application's listeners. May be:
## duration, 100ms to 1h.
#jetty.session.coatcheck.sweepInterval=5s

## How long an expired session waits for a node to destroy it: the longest stop of the whole fleet
## after which sessionDestroyed still fires. May be: duration, 1s to 365d.
#jetty.session.coatcheck.retention=24h

## The largest encoded attribute; a larger one counts as unstorable. May be: size, 1KB to 512MB.
#jetty.session.coatcheck.maxAttributeSize=4MB

## The most that all encoded attributes of a session may have together; the largest of those that
## grow beyond it count as unstorable. May be: size, 1KB to 8GB.
#jetty.session.coatcheck.maxSessionSize=32MB

## Attributes that encode to more are stored compressed: half the memory in Redis or less, for
## several times the work of storing them. May be: off, or size, 1KB to 512MB.
#jetty.session.coatcheck.compressAbove=off

## Which classes may be stored and read, in the syntax of Java's serialization filters; learn logs
## what the application needs. Java's values and collections, and a built-in list of classes known to
## be abused, need not be listed. May be: none, learn, or patterns such as `com.shop.**;!*`.
#jetty.session.coatcheck.classFilter=none

## What happens to objects of the application's classes that are not Serializable: stored all the
## same, or refused as by a container that serializes sessions. May be: store or refuse.
#jetty.session.coatcheck.notSerializable=store

## Whether the first few values of each class are read back as soon as they were encoded, so that
## what no node could read counts as unstorable at once. May be: on or off.
#jetty.session.coatcheck.selfCheck=on

