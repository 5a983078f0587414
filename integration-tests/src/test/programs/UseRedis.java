import dev.coatcheck.shaded.io.netty.channel.epoll.Epoll;
import dev.coatcheck.shaded.org.redisson.Redisson;
import dev.coatcheck.shaded.org.redisson.api.RBucket;
import dev.coatcheck.shaded.org.redisson.api.RedissonClient;
import dev.coatcheck.shaded.org.redisson.config.Config;
import dev.coatcheck.shaded.org.redisson.config.TransportMode;
import java.util.ArrayList;
import java.util.List;

/** Keeps a list in Redis by the client and the Kryo within the jar: address, transport mode. */
final class UseRedis {

  public static void main(String[] arguments) {
    Config config = new Config().setTransportMode(TransportMode.valueOf(arguments[1]));
    if (config.getTransportMode() == TransportMode.EPOLL) {
      Epoll.ensureAvailability();
    }
    config
        .useSingleServer()
        .setAddress(arguments[0])
        .setConnectionPoolSize(4)
        .setConnectionMinimumIdleSize(1);
    RedissonClient client = Redisson.create(config);
    try {
      RBucket<List<String>> bucket = client.getBucket("kept over " + arguments[1]);
      bucket.set(new ArrayList<>(List.of("hat", "coat")));
      System.out.println(arguments[1] + " keeps " + bucket.get());
    } finally {
      client.shutdown();
    }
  }
}
