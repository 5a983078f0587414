package dev.coatcheck.testkit;

/**
 * What {@link SessionStore} promises, as tests. A test of an implementation extends this class and
 * says how a node opens the store; all nodes of one test share their sessions, no two tests do.
 *
 * <p>The tests judge times by the property that must hold, not by how fast they run: they are right
 * on a machine of any speed.
 */
public abstract class SessionStoreContract extends UnsweptStoreContract
    implements SessionExpiryContract, ClaimContract {}
