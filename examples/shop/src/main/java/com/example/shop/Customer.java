package com.example.shop;

import java.time.Instant;

/** Somebody who logged in. */
record Customer(String name, Instant since) {}
