package dev.coatcheck.codec;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.text.ChoiceFormat;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.text.SimpleDateFormat;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicMarkableReference;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.AtomicStampedReference;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongBinaryOperator;
import javax.security.auth.Subject;
import javax.security.auth.x500.X500Principal;

/** Java's objects that change: counters, locks, formats. */
final class MutableSamples {

  private MutableSamples() {}

  static List<Sample> all() {
    List<Sample> all = new ArrayList<>();
    addAtomic(all);
    addReferences(all);
    addLocks(all);
    addFormats(all);
    addSecurity(all);
    return all;
  }

  static void addAtomic(List<Sample> all) {
    BitSet bits = new BitSet();
    bits.set(3);
    bits.set(300);
    LongAdder adder = new LongAdder();
    adder.add(7);
    DoubleAdder doubles = new DoubleAdder();
    doubles.add(7.5);
    LongAccumulator largest = new LongAccumulator((LongBinaryOperator & Serializable) Math::max, 5);
    largest.accumulate(9);
    all.add(Sample.of("BitSet", bits));
    all.add(Sample.of("BitSet, empty but large", new BitSet(10_000)));
    all.add(Sample.by("AtomicInteger", new AtomicInteger(-4), AtomicInteger::get));
    all.add(Sample.by("AtomicLong", new AtomicLong(1L << 40), AtomicLong::get));
    all.add(Sample.by("AtomicBoolean", new AtomicBoolean(true), AtomicBoolean::get));
    all.add(
        Sample.by(
            "AtomicIntegerArray",
            new AtomicIntegerArray(new int[] {1, 2}),
            AtomicIntegerArray::toString));
    all.add(
        Sample.by(
            "AtomicLongArray", new AtomicLongArray(new long[] {1, 2}), AtomicLongArray::toString));
    all.add(Sample.by("LongAdder", adder, LongAdder::sum));
    all.add(Sample.by("DoubleAdder", doubles, DoubleAdder::sum));
    all.add(Sample.by("LongAccumulator", largest, LongAccumulator::get));
  }

  static void addReferences(List<Sample> all) {
    ApplicationSamples.Dot dot = new ApplicationSamples.Dot(1, 2);
    all.add(Sample.by("AtomicReference", new AtomicReference<>("a"), AtomicReference::get));
    all.add(Sample.by("AtomicReference to null", new AtomicReference<>(), AtomicReference::get));
    all.add(
        Sample.by(
            "AtomicReferenceArray",
            new AtomicReferenceArray<>(new String[] {"a", null}),
            AtomicReferenceArray::toString));
    all.add(
        Sample.by(
            "AtomicReferenceArray of what is not Serializable",
            new AtomicReferenceArray<>(new ApplicationSamples.Dot[] {dot}),
            array -> array.get(0)));
    all.add(
        Sample.by(
            "AtomicStampedReference",
            new AtomicStampedReference<>("a", -7),
            AtomicStampedReference::getReference,
            AtomicStampedReference::getStamp));
    all.add(
        Sample.by(
            "AtomicMarkableReference",
            new AtomicMarkableReference<>("a", true),
            AtomicMarkableReference::getReference,
            AtomicMarkableReference::isMarked));
  }

  static void addLocks(List<Sample> all) {
    all.add(
        Sample.by(
            "Random",
            new Random(7),
            random -> copyThroughJava(random).nextLong(),
            random -> copyThroughJava(random).nextGaussian()));
    all.add(Sample.by("ReentrantLock, fair", new ReentrantLock(true), ReentrantLock::isFair));
    all.add(
        Sample.by(
            "ReentrantLock in a class", new Guarded(3), g -> g.lock.isLocked(), g -> g.value));
    all.add(
        Sample.by(
            "ReentrantReadWriteLock",
            new ReentrantReadWriteLock(true),
            ReentrantReadWriteLock::isFair));
    all.add(Sample.by("Semaphore", new Semaphore(3), Semaphore::availablePermits));
  }

  static void addFormats(List<Sample> all) {
    DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(Locale.GERMANY);
    all.add(Sample.of("DecimalFormat", new DecimalFormat("#,##0.00 ¤", symbols)));
    all.add(Sample.of("DecimalFormatSymbols", symbols));
    all.add(Sample.of("NumberFormat", NumberFormat.getCurrencyInstance(Locale.US)));
    all.add(
        Sample.by(
            "SimpleDateFormat",
            new SimpleDateFormat("yyyy-MM-dd EEEE", Locale.FRANCE),
            SimpleDateFormat::toPattern, // names for all locales are others in each Java
            format -> format.format(new Date(1234567890123L))));
    all.add(Sample.of("MessageFormat", new MessageFormat("{0,number} of {1}", Locale.US)));
    all.add(Sample.of("ChoiceFormat", new ChoiceFormat("0#none|1#one")));
  }

  static void addSecurity(List<Sample> all) {
    X500Principal principal = new X500Principal("CN=Someone, O=Somewhere, C=DE");
    Subject subject = new Subject();
    subject.getPrincipals().add(principal);
    all.add(Sample.of("X500Principal", principal));
    all.add(Sample.by("Subject", subject, Subject::getPrincipals, Subject::isReadOnly));
  }

  /** Random changes when it is asked. */
  private static Random copyThroughJava(Random random) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      new ObjectOutputStream(bytes).writeObject(random);
      return (Random)
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    } catch (IOException | ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  /** What guards its value, as legacy classes do. */
  static final class Guarded {
    private final ReentrantLock lock = new ReentrantLock();
    private final int value;

    Guarded(int value) {
      this.value = value;
    }
  }
}
