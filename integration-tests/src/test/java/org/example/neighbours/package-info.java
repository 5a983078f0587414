/** An application that shows pages of another one of the same server. */
package org.example.neighbours;
