// dixit-make-records: prints interventions that nobody made, damaged as by OCR, as JSON Lines with the fields of
// `dixit-indexer export`. The same seed and number give the same records, whatever the machine.

#include <CLI/CLI.hpp>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "benches/records/cast.h"
#include "benches/records/ocr_damage.h"
#include "benches/records/record_maker.h"
#include "benches/records/word_chain.h"
#include "core/base/data_dir.h"
#include "core/base/diagnostic.h"

namespace {

using namespace dixit;
using namespace dixit::bench;
using Json = nlohmann::ordered_json;

constexpr std::size_t kLetters = 90;  // of a printed line
constexpr std::size_t kLinesOfPage = 45;
// Of all words. The report's part is 0.12; the chain says often damaged words a little less often than the counts do.
constexpr double kDamaged = 0.138;

struct Options {
  std::size_t records = 1000;
  std::uint64_t seed = 7;
  bool truth = false;
  std::string report = DIXIT_SOURCE_DIR "/corpus/reports/amb-2016-seminario.txt";
};

// Where in its meeting's minutes a record stands.
struct Place {
  std::size_t ordinal = 0;
  std::size_t line = 1;
};

Json to_json(const Record& record, const Cast& cast, Place& place, bool truth) {
  const Sitting& sitting = cast.sittings[record.sitting];
  const Meeting& meeting = cast.meetings[sitting.meeting];
  const Person& person = cast.people[record.person];
  const std::size_t first = place.line;
  const std::size_t last = first + record.printed.size() / kLetters;
  place = {place.ordinal + 1, last + 3};  // a heading between blank lines
  Json json = {{"id", meeting.id + "." + std::to_string(place.ordinal)},
               {"kind", "intervention"},
               {"document", {{"id", meeting.id}, {"title", meeting.title}}},
               {"session",
                {{"id", meeting.id + "/" + sitting.number},
                 {"number", sitting.number},
                 {"title", "Sesión " + sitting.number + " de la " + meeting.title.substr(meeting.title.find("reun"))},
                 {"date", sitting.date}}},
               {"speaker", person.name},
               {"role", person.role},
               {"role_class", person.role_class},
               {"organisation", person.organisation},
               {"city", person.city},
               {"language", "es"},
               {"lines", {first, last}},
               {"page", 1 + first / kLinesOfPage},
               {"text", record.printed}};
  if (truth) json["truth"] = record.meant;
  return json;
}

Result<OcrDamage> damage_of(const WordChain& chain, const std::filesystem::path& channel) {
  Diagnostics ignored;  // the channel's own test reads the file
  auto loaded = text::NoisyChannel::load(channel, ignored);
  if (!loaded) return loaded.error();
  OcrDamage damage(**loaded);
  std::vector<OcrDamage::Share> words;
  for (WordChain::Number number = WordChain::kDigits + 1; number < chain.counted(); ++number) {
    words.push_back({chain.word(number), chain.share(number)});
  }
  damage.calibrate(words, kDamaged);
  return damage;
}

Status run(const Options& options) {
  const std::filesystem::path data = default_data_dir();
  auto chain = WordChain::load({data / "lang/es/counts.tsv", options.report, data / "lexicon/es.lex"});
  if (!chain) return chain.error();
  auto damage = damage_of(**chain, data / "lang/es/channel.tsv");
  if (!damage) return damage.error();
  auto cast = make_cast(data / "authority", options.seed);
  if (!cast) return cast.error();

  const RecordMaker maker(**chain, *damage, *cast, options.seed);
  std::vector<Place> places(cast->meetings.size());
  for (std::size_t i = 0; i < options.records; ++i) {
    const Record record = maker.make(i, options.records);
    std::cout << to_json(record, *cast, places[cast->sittings[record.sitting].meeting], options.truth).dump() << '\n';
  }
  std::cout.flush();
  if (!std::cout)
    return Error{ErrorCode::kDiskFull, "the records could not be written", "free some space and run it again", {}};
  return Done{};
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  CLI::App app("Prints made interventions, damaged as by OCR, as JSON Lines");
  app.add_option("--records", options.records, "How many")->check(CLI::PositiveNumber)->capture_default_str();
  app.add_option("--seed", options.seed, "Another seed, other records")->capture_default_str();
  app.add_option("--report", options.report, "The report whose words they are to have")->capture_default_str();
  app.add_flag("--truth", options.truth, "Add the undamaged text as \"truth\"");
  CLI11_PARSE(app, argc, argv);
  std::ios::sync_with_stdio(false);
  if (const Status done = run(options); !done) {
    std::fprintf(stderr, "dixit-make-records: %s\n", describe(done.error()).c_str());
    return kExitFailed;
  }
  return kExitDone;
}
