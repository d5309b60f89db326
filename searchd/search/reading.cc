#include "searchd/search/reading.h"

#include <algorithm>
#include <string>

namespace dixit::search {
namespace {

bool is_misread(const schema::StoredToken& token) {
  return !token.reading.empty() && token.how != text::How::kAccent;
}

}  // namespace

std::vector<ReadRun> read_runs(const schema::StoredDoc& document) {
  std::vector<ReadRun> runs;
  if (std::none_of(document.tokens.begin(), document.tokens.end(), is_misread)) return runs;
  const std::string& text = document.unit.text;
  std::string plain;
  std::size_t at = 0;
  for (const schema::StoredToken& token : document.tokens) {
    if (token.reading.empty()) continue;
    plain.append(text, at, token.begin - at);
    at = token.end;
    if (!is_misread(token)) {
      plain += token.reading;
      continue;
    }
    if (!plain.empty()) runs.push_back({std::move(plain), {}});
    plain.clear();
    runs.push_back({token.reading, text.substr(token.begin, token.end - token.begin)});
  }
  plain.append(text, at, std::string::npos);
  if (!plain.empty()) runs.push_back({std::move(plain), {}});
  return runs;
}

}  // namespace dixit::search
