/** The contract of sessions on two Tomcats that Arquillian starts and deploys to. */
package dev.coatcheck.it.arquillian;
