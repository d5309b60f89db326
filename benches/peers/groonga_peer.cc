// dixit-peer-groonga: Groonga in process, spoken to in its commands, facets counted by drilldown.

#include <groonga.h>

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

#include "benches/peers/engine.h"

namespace {

using namespace dixit::bench;
using Json = nlohmann::json;

class Library {
 public:
  Library() {
    if (grn_init() != GRN_SUCCESS) throw std::runtime_error("Groonga does not start");
    grn_ctx_init(&context_, 0);
  }
  ~Library() {
    grn_ctx_fin(&context_);
    grn_fin();
  }
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;

  void create(const std::filesystem::path& file) { check(grn_db_create(&context_, file.c_str(), nullptr)); }
  void open(const std::filesystem::path& file) { check(grn_db_open(&context_, file.c_str())); }

  // What `command` answers; nothing in the middle of a load.
  std::string run(const std::string& command) {
    grn_ctx_send(&context_, command.data(), static_cast<unsigned>(command.size()), 0);
    if (context_.rc != GRN_SUCCESS) throw std::runtime_error(std::string("Groonga: ") + context_.errbuf);
    char* answer = nullptr;
    unsigned bytes = 0;
    int flags = 0;
    grn_ctx_recv(&context_, &answer, &bytes, &flags);
    return {answer, bytes};
  }

 private:
  void check(const grn_obj* opened) const {
    if (opened == nullptr) throw std::runtime_error(std::string("Groonga: ") + context_.errbuf);
  }

  grn_ctx context_ = {};
};

void build(const std::function<bool(PeerRecord&)>& next, const std::filesystem::path& index) {
  std::filesystem::create_directories(index);
  Library library;
  library.create(index / "records");
  library.run("table_create Records TABLE_NO_KEY");
  library.run("column_create Records text COLUMN_SCALAR Text");
  for (const std::string facet : {"city", "role", "session"}) {
    library.run("table_create " + facet + "_values TABLE_HASH_KEY ShortText");
    library.run("column_create Records " + facet + " COLUMN_SCALAR " + facet + "_values");
  }
  library.run("load --table Records");
  library.run("[");
  for (PeerRecord record; next(record);) {
    const Json row = {{"text", record.text}, {"city", record.city}, {"role", record.role}, {"session", record.session}};
    library.run(row.dump() + ",");
  }
  library.run("]");
  // After loading: Groonga then builds it as a whole.
  library.run("table_create Terms TABLE_PAT_KEY ShortText --default_tokenizer TokenDelimit");
  library.run("column_create Terms records_text COLUMN_INDEX|WITH_POSITION Records text");
}

class GroongaEngine : public Engine {
 public:
  explicit GroongaEngine(const std::filesystem::path& index) {
    library_.open(index / "records");
    library_.run("cache_limit 0");  // the other engines remember no answers either
  }

  void answer(const Question& question) override {
    const std::string facets = " --drilldown city,role,session --drilldown_sort_keys -_nsubrecs --drilldown_limit 10";
    select(question, " --limit 10 --sort_keys -_score" + (question.wants_facets() ? facets : std::string()));
  }

  std::size_t count(const Question& question) override {
    return Json::parse(select(question, " --limit 0")).at(0).at(0).at(0).get<std::size_t>();
  }

  // Of its answer the first part are hits, the others facets: their number, their columns, and their values.
  FacetCounts facets(const Question& question) override {
    const Json answer = Json::parse(select(question, " --limit 0 --drilldown city,role,session --drilldown_limit -1"));
    FacetCounts counts;
    for (std::size_t part = 1; part < answer.size(); ++part) {
      auto& facet = counts.emplace_back();
      for (std::size_t row = 2; row < answer[part].size(); ++row) {
        facet[answer[part][row].at(0).get<std::string>()] = answer[part][row].at(1).get<std::size_t>();
      }
    }
    return counts;
  }

 private:
  std::string select(const Question& question, const std::string& rest) {
    const char* between = question.is_any() ? " OR " : " ";
    std::string query;
    for (const std::string& word : question.words) query += (query.empty() ? "" : between) + word;
    if (question.is_phrase()) query = "\\\"" + query + "\\\"";
    return library_.run("select Records --match_columns text --output_columns _id --query \"" + query + '"' + rest);
  }

  Library library_;
};

}  // namespace

int main(int argc, char** argv) {
  return engine_main(argc, argv, {std::string("Groonga ") + grn_get_version(), build, [](const auto& index) {
                                    return std::make_unique<GroongaEngine>(index);
                                  }});
}
