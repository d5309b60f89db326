#include "core/text/language.h"

#include <cld2/public/compact_lang_det.h>
#include <unicode/uversion.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "core/base/hash.h"
#include "core/base/utf8.h"
#include "core/text/fold.h"
#include "core/text/stemmer.h"
#include "core/text/tokenizer.h"

namespace dixit::text {
namespace {

// The one that runs, which an upgrade of the system can change under a program that was built with another.
std::string icu_version() {
  UVersionInfo version;
  u_getVersion(version);
  char text[U_MAX_VERSION_STRING_LENGTH];
  u_versionToString(version, text);
  return text;
}

Result<std::string> read_file(const std::filesystem::path& path) {
  constexpr const char* kHint = "name the folder that holds the program's data with --data or DIXIT_DATA";
  std::error_code failure;
  if (!std::filesystem::is_regular_file(path, failure)) {
    return Error{ErrorCode::kInputMissing, "no language file " + path.string(), kHint, {}};
  }
  std::ifstream in(path, std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  if (!in) return Error{ErrorCode::kInputUnreadable, "cannot read the language file " + path.string(), kHint, {}};
  return bytes;
}

struct DataLine {
  std::size_t number = 0;
  std::string_view text;            // whole, for messages
  std::vector<std::string> fields;  // folded; at least one
};

// The lines of `bytes` that say something.
std::vector<DataLine> data_lines(std::string_view bytes) {
  constexpr std::string_view kBlanks = " \t\r";
  std::vector<DataLine> lines;
  std::size_t number = 0;
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    DataLine line{++number, bytes.substr(0, end), {}};
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    std::string_view rest = line.text.substr(0, line.text.find('#'));
    while ((rest = rest.substr(std::min(rest.find_first_not_of(kBlanks), rest.size()))), !rest.empty()) {
      const std::size_t stop = std::min(rest.find_first_of(kBlanks), rest.size());
      line.fields.push_back(fold(rest.substr(0, stop)));
      rest.remove_prefix(stop);
    }
    if (!line.fields.empty()) lines.push_back(std::move(line));
  }
  return lines;
}

void report(Diagnostics& diagnostics, const std::filesystem::path& file, const DataLine& line, std::string message,
            std::string hint) {
  diagnostics.add({Severity::kWarning, "lang.bad-line", file.string(), line.number, 0, std::move(message),
                   std::string(line.text), std::move(hint)});
}

using WordSet = std::unordered_set<std::string, StringHash, std::equal_to<>>;

void read_words(WordSet& words, std::string_view bytes, const std::filesystem::path& file, Diagnostics& diagnostics) {
  for (DataLine& line : data_lines(bytes)) {
    if (line.fields.size() > 1) {
      report(diagnostics, file, line, "a line of this list holds one word", "put each word on a line of its own");
      continue;
    }
    words.insert(std::move(line.fields.front()));
  }
}

void read_stem_exceptions(LanguagePack& pack, std::string_view bytes, const std::filesystem::path& file,
                          Diagnostics& diagnostics) {
  for (const DataLine& line : data_lines(bytes)) {
    if (line.fields.size() < 2) {
      report(diagnostics, file, line, "a stem without forms", "write the stem, then every form that has it");
      continue;
    }
    const std::string& stem = line.fields.front();
    for (std::size_t i = 1; i < line.fields.size(); ++i) {
      std::string form = line.fields[i];
      const bool is_stem = form.size() > 1 && form.back() == '-';
      if (is_stem) form.pop_back();
      if (form.front() != stem.front()) pack.suppletive_stems.insert(stem);
      const auto [known, is_new] = (is_stem ? pack.stem_aliases : pack.stem_exceptions).emplace(std::move(form), stem);
      if (!is_new && known->second != stem) {
        report(diagnostics, file, line, "\"" + line.fields[i] + "\" has the stem \"" + known->second + "\" already",
               "keep it on one line only");
      }
    }
  }
}

bool is_acronym(std::string_view word) {
  return word.size() > 1 && std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

struct Detected {
  CLD2::Language language = CLD2::UNKNOWN_LANGUAGE;
  bool is_reliable = false;
};

Detected detected(std::string_view text) {
  // CLD2 reads beyond the end of broken sequences.
  std::string sound;
  if (find_invalid_utf8(text)) {
    for (std::size_t at = 0; at < text.size();) {
      const CodePoint point = decode_at(text, at);
      append_utf8(sound, point.value);
      at += point.size_bytes;
    }
    text = sound;
  }
  Detected found;
  found.language =
      CLD2::DetectLanguage(text.data(), static_cast<int>(text.size()), /*is_plain_text=*/true, &found.is_reliable);
  return found;
}

}  // namespace

std::string_view code(Language language) {
  switch (language) {
    case Language::kSpanish: return "es";
    case Language::kCatalan: return "ca";
    case Language::kEnglish: return "en";
  }
  return "es";
}

std::optional<Language> language_from_code(std::string_view asked) {
  for (const Language language : kLanguages) {
    if (code(language) == asked) return language;
  }
  return std::nullopt;
}

Result<std::shared_ptr<const LanguagePacks>> LanguagePacks::load(const std::filesystem::path& lang_dir,
                                                                 Diagnostics& diagnostics) {
  std::shared_ptr<LanguagePacks> packs(new LanguagePacks);
  std::uint64_t hash = kHashStart;
  const auto add = [&hash](std::string_view bytes) {
    // The length too, so that moving a line from the end of one file to the start of the next shows.
    hash = hash_bytes(bytes, hash_bytes(std::to_string(bytes.size()), hash));
  };
  add(std::to_string(kChainVersion));
  add(icu_version());
  add(stemming_version());
  for (const Language language : kLanguages) {
    LanguagePack& pack = packs->packs_[static_cast<std::size_t>(language)];
    pack.language = language;
    const std::filesystem::path folder = lang_dir / code(language);

    const std::filesystem::path stop_file = folder / "stopwords.txt";
    DIXIT_TRY(const std::string stop_bytes, read_file(stop_file));
    read_words(pack.stop_words, stop_bytes, stop_file, diagnostics);
    add(stop_bytes);

    // Questions alone ask for these, so that they change no index.
    for (const auto& [name, words] :
         {std::pair{"leaning.txt", &pack.leaning_words}, {"saying.txt", &pack.saying_words}}) {
      const std::filesystem::path file = folder / name;
      if (!std::filesystem::exists(file)) continue;
      DIXIT_TRY(const std::string bytes, read_file(file));
      read_words(*words, bytes, file, diagnostics);
    }

    const std::filesystem::path exceptions_file = folder / "stem_exceptions.tsv";
    DIXIT_TRY(const std::string exceptions_bytes, read_file(exceptions_file));
    read_stem_exceptions(pack, exceptions_bytes, exceptions_file, diagnostics);
    add(exceptions_bytes);
  }
  if (const std::filesystem::path concepts = lang_dir / kConceptsFile; std::filesystem::exists(concepts)) {
    DIXIT_TRY(const std::string concept_bytes, read_file(concepts));
    add(concept_bytes);
  }
  packs->fingerprint_ = hex(hash);
  return std::shared_ptr<const LanguagePacks>(std::move(packs));
}

Language LanguagePacks::detect(std::string_view text) const {
  // Below a few words there is nothing to tell from; beyond a few pages nothing changes any more.
  constexpr std::size_t kMinBytes = 30;
  constexpr std::size_t kMaxBytes = 1 << 16;
  if (text.size() < kMinBytes) return kFallbackLanguage;
  text = truncate_utf8(text, kMaxBytes);
  const CLD2::Language found = detected(text).language;
  Language claimed = kFallbackLanguage;
  if (found == CLD2::CATALAN) claimed = Language::kCatalan;
  if (found == CLD2::ENGLISH) claimed = Language::kEnglish;
  if (claimed == kFallbackLanguage) return claimed;
  // CLD2 is sure of Catalan where Spanish names a Catalan body, and unsure of short Catalan. The small words, which no
  // name brings along, decide.
  std::size_t for_claimed = 0;
  std::size_t for_fallback = 0;
  for (const WordSpan& span : words(text, claimed)) {
    const std::string_view word = text.substr(span.begin, span.end - span.begin);
    if (is_acronym(word)) continue;  // "AMB" is no "amb"
    const std::string form = fold(word);
    for_claimed += pack(claimed).stop_words.contains(form) ? 1 : 0;
    for_fallback += pack(kFallbackLanguage).stop_words.contains(form) ? 1 : 0;
  }
  return for_claimed > for_fallback ? claimed : kFallbackLanguage;
}

std::string_view LanguagePacks::other_language(std::string_view text) const {
  constexpr std::size_t kMinBytes = 200;
  constexpr std::size_t kMaxBytes = 1 << 14;
  if (text.size() < kMinBytes) return {};
  const auto [found, is_reliable] = detected(truncate_utf8(text, kMaxBytes));
  if (!is_reliable || found == CLD2::UNKNOWN_LANGUAGE || found == CLD2::GALICIAN) return {};
  const std::string_view other = CLD2::LanguageCode(found);
  return language_from_code(other) ? std::string_view() : other;
}

}  // namespace dixit::text
