// 17.8.9, 7.8.91 and 7.8.9.1 are other numbers.
const char* const kVersion = "7.8.9";
