package dev.coatcheck.it.distribution;

/** nginx. */
class NginxBalancerIT extends BalancerContract {

  NginxBalancerIT() {
    super(new Nginx());
  }

  /** It cannot tell what could not be sent from what was sent and has no answer. */
  @Override
  boolean repeatsGet() {
    return true;
  }
}
