package dev.coatcheck.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/** Java's collections for many threads. */
final class ConcurrentSamples {

  private static final List<String> WORDS = Arrays.asList("b", "a", "c");

  private ConcurrentSamples() {}

  static List<Sample> all() {
    List<Sample> all = new ArrayList<>();
    addConcurrent(all);
    addBlocking(all);
    return all;
  }

  static void addConcurrent(List<Sample> all) {
    ConcurrentSkipListMap<String, Integer> skipMap =
        new ConcurrentSkipListMap<>(Comparator.reverseOrder());
    skipMap.putAll(Map.of("a", 1, "b", 2));
    all.add(Sample.of("ConcurrentHashMap", new ConcurrentHashMap<>(Map.of("a", 1, "b", 2))));
    all.add(Sample.by("ConcurrentSkipListMap with comparator", skipMap, Map::toString));
    all.add(Sample.inOrder("ConcurrentSkipListSet", new ConcurrentSkipListSet<>(WORDS)));
    all.add(Sample.inOrder("ConcurrentLinkedQueue", new ConcurrentLinkedQueue<>(WORDS)));
    all.add(Sample.inOrder("ConcurrentLinkedDeque", new ConcurrentLinkedDeque<>(WORDS)));
    all.add(Sample.of("CopyOnWriteArrayList", new CopyOnWriteArrayList<>(WORDS)));
    all.add(Sample.inOrder("CopyOnWriteArraySet", new CopyOnWriteArraySet<>(WORDS)));
    all.add(Sample.of("ConcurrentHashMap.newKeySet", newKeySet("a", "b")));
    all.add(
        Sample.of(
            "ConcurrentHashMap.newKeySet of what is not Serializable",
            newKeySet(new ApplicationSamples.Dot(1, 2))));
  }

  static void addBlocking(List<Sample> all) {
    LinkedBlockingQueue<String> bounded = new LinkedBlockingQueue<>(5);
    bounded.addAll(WORDS);
    ArrayBlockingQueue<String> fair = new ArrayBlockingQueue<>(5, true);
    fair.addAll(WORDS);
    PriorityBlockingQueue<String> backwards =
        new PriorityBlockingQueue<>(3, Comparator.reverseOrder());
    backwards.addAll(WORDS);
    DelayQueue<Job> jobs = new DelayQueue<>(List.of(new Job("late", 7), new Job("early", 3)));
    all.add(
        Sample.by("LinkedBlockingQueue", bounded, Sample::elements, q -> q.remainingCapacity()));
    all.add(
        Sample.by(
            "LinkedBlockingDeque",
            new LinkedBlockingDeque<>(WORDS),
            Sample::elements,
            q -> q.remainingCapacity()));
    all.add(Sample.by("ArrayBlockingQueue", fair, Sample::elements, q -> q.remainingCapacity()));
    all.add(
        Sample.by("PriorityBlockingQueue", new PriorityBlockingQueue<>(WORDS), Sample::elements));
    all.add(
        Sample.by(
            "ArrayBlockingQueue, full",
            new ArrayBlockingQueue<>(3, false, WORDS),
            Sample::elements,
            q -> q.remainingCapacity()));
    all.add(
        Sample.by(
            "PriorityBlockingQueue with comparator",
            backwards,
            Sample::elements,
            q -> new PriorityBlockingQueue<>(q).peek()));
    all.add(Sample.inOrder("LinkedTransferQueue", new LinkedTransferQueue<>(WORDS)));
    all.add(Sample.inOrder("SynchronousQueue", new SynchronousQueue<>()));
    all.add(Sample.inOrder("SynchronousQueue, fair", new SynchronousQueue<>(true)));
    all.add(Sample.by("DelayQueue", jobs, Sample::elements, q -> q.peek()));
  }

  private static Collection<Object> newKeySet(Object... elements) {
    Set<Object> set = ConcurrentHashMap.newKeySet();
    set.addAll(List.of(elements));
    return set;
  }

  /** What a queue holds back until its time has come. */
  record Job(String name, long at) implements Delayed {

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(at, TimeUnit.SECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(at, ((Job) other).at);
    }
  }
}
