/**
 * A small shop in the style of many: plain servlets, what it knows of a visitor is in the {@code
 * HttpSession}. It knows nothing of Coatcheck.
 */
package com.example.shop;
