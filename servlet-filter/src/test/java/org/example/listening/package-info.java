/** A web application whose session listeners are registered in every way that there is. */
package org.example.listening;
