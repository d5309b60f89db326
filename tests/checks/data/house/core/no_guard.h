// Twice the same.

int what();
