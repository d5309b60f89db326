TEST(Folding, DISABLED_Works) {
  GTEST_SKIP();
}
