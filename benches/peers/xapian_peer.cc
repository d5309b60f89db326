// dixit-peer-xapian: Xapian as its manual has it: TermGenerator, values and boolean terms for facets, and a
// ValueCountMatchSpy for each facet that is counted. With DIXIT_PEER_STEM=1 in the environment words are stemmed as
// Spanish ones as well, as most users of Xapian would have it.

#include <xapian.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "benches/peers/engine.h"

namespace {

using namespace dixit::bench;

constexpr Xapian::valueno kFacetSlots = 3;
constexpr Xapian::doccount kTop = 10;
// A commit each so many records takes a tenth of the memory of one each 100,000, and less time.
constexpr std::size_t kRecordsOfCommit = 5000;

void build(const std::function<bool(PeerRecord&)>& next, const std::filesystem::path& index) {
  const std::string loose = index.string() + ".loose";
  {
    Xapian::WritableDatabase database(loose, Xapian::DB_CREATE_OR_OVERWRITE);
    Xapian::TermGenerator generator;
    const char* stem = std::getenv("DIXIT_PEER_STEM");
    if (stem != nullptr && *stem == '1') {
      generator.set_stemmer(Xapian::Stem("spanish"));
    } else {
      generator.set_stemming_strategy(Xapian::TermGenerator::STEM_NONE);
    }
    std::size_t written = 0;
    for (PeerRecord record; next(record);) {
      Xapian::Document document;
      generator.set_document(document);
      generator.index_text(record.text);
      const std::string* values[kFacetSlots] = {&record.city, &record.role, &record.session};
      for (Xapian::valueno slot = 0; slot < kFacetSlots; ++slot) {
        document.add_value(slot, *values[slot]);
        document.add_boolean_term("X" + std::string(1, static_cast<char>('A' + slot)) + ":" + *values[slot]);
      }
      document.set_data(record.text);
      database.add_document(document);
      if (++written % kRecordsOfCommit == 0) database.commit();
    }
    database.commit();
    database.compact(index.string());
  }
  std::filesystem::remove_all(loose);
}

class XapianEngine : public Engine {
 public:
  explicit XapianEngine(const std::string& index) : database_(index) {}

  void answer(const Question& question) override {
    if (question.wants_facets()) {
      counted(question);
    } else {
      Xapian::Enquire enquire = ask(question);
      enquire.get_mset(0, kTop);
    }
  }

  std::size_t count(const Question& question) override {
    return ask(question).get_mset(0, 0, database_.get_doccount()).get_matches_estimated();
  }

  FacetCounts facets(const Question& question) override {
    FacetCounts counts;
    for (const auto& spy : counted(question)) {
      auto& facet = counts.emplace_back();
      for (auto value = spy->values_begin(); value != spy->values_end(); ++value) facet[*value] = value.get_termfreq();
    }
    return counts;
  }

 private:
  Xapian::Enquire ask(const Question& question) const {
    const Xapian::Query::op op = question.is_phrase() ? Xapian::Query::OP_PHRASE
                                 : question.is_any()  ? Xapian::Query::OP_OR
                                                      : Xapian::Query::OP_AND;
    Xapian::Enquire enquire(database_);
    enquire.set_query(Xapian::Query(op, question.words.begin(), question.words.end()));
    return enquire;
  }

  std::vector<std::unique_ptr<Xapian::ValueCountMatchSpy>> counted(const Question& question) {
    Xapian::Enquire enquire = ask(question);
    std::vector<std::unique_ptr<Xapian::ValueCountMatchSpy>> spies;
    for (Xapian::valueno slot = 0; slot < kFacetSlots; ++slot) {
      spies.push_back(std::make_unique<Xapian::ValueCountMatchSpy>(slot));
      enquire.add_matchspy(spies.back().get());
    }
    enquire.get_mset(0, kTop, database_.get_doccount());
    for (const auto& spy : spies) spy->top_values_begin(kTop);
    return spies;
  }

  Xapian::Database database_;
};

}  // namespace

int main(int argc, char** argv) {
  try {
    return engine_main(argc, argv, {std::string("Xapian ") + Xapian::version_string(), build, [](const auto& index) {
                                      return std::make_unique<XapianEngine>(index.string());
                                    }});
  } catch (const Xapian::Error& error) {
    throw std::runtime_error(error.get_description());
  }
}
