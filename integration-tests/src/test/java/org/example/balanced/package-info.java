/** What is added to an application so that it tells on which node it is. */
package org.example.balanced;
