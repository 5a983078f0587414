[description]
The session cache that belongs to session-store-coatcheck, which enables it.
It keeps sessions while requests use them; what is kept between requests is a setting of the store.

[tags]
session

[provides]
session-cache

[depends]
sessions

[lib]
lib/coatcheck/coatcheck-jetty-sessiondatastore-${project.version}-all.jar

[xml]
etc/sessions/coatcheck/session-cache.xml
