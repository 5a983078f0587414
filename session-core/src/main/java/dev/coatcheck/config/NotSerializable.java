package dev.coatcheck.config;

/** What happens to objects of the application's classes that are not Serializable. */
public enum NotSerializable {
  /** Their fields are stored as if they were. */
  STORE,
  /** They cannot be stored, as in a container that serializes sessions. */
  REFUSE
}
