#include "searchd/search/generation.h"

#include <algorithm>
#include <future>
#include <optional>
#include <utility>

#include "core/base/check.h"
#include "core/store/index_reader.h"
#include "core/store/xapian_guard.h"
#include "searchd/search/names.h"
#include "searchd/search/vocabulary.h"

namespace dixit::search {
namespace {

namespace fs = std::filesystem;

struct Places {
  std::vector<fs::path> shards;
  std::vector<fs::path> generations;

  friend bool operator==(const Places&, const Places&) = default;
};

Result<Places> find_places(const std::vector<fs::path>& indexes) {
  Places places;
  for (const fs::path& index : indexes) {
    DIXIT_TRY(store::Published published, store::find_published(index));
    places.shards.insert(places.shards.end(), published.shards.begin(), published.shards.end());
    places.generations.push_back(std::move(published.generation));
  }
  return places;
}

std::string name_of(const std::vector<fs::path>& generations) {
  std::string name;
  for (const fs::path& generation : generations) name += (name.empty() ? "" : "+") + generation.filename().string();
  return name;
}

Xapian::Database open_shards(const std::vector<fs::path>& shards) {
  Xapian::Database database;
  for (const fs::path& shard : shards) database.add_database(Xapian::Database(shard.string()));
  return database;
}

std::map<std::string, std::string> labels_of(const std::vector<Xapian::Database>& shards) {
  std::map<std::string, std::string> labels;
  // Every key that schema::label_key makes begins like the one of nothing.
  const std::string all = schema::label_key("", "");
  for (const Xapian::Database& shard : shards)
    labels.merge(store::read_metadata(shard, all.substr(0, all.find('.') + 1)));
  return labels;
}

Result<std::shared_ptr<const text::LanguagePacks>> load_packs(const fs::path& generation) {
  // Warnings were told to whoever built the index.
  Diagnostics ignored;
  return text::LanguagePacks::load(generation / store::kPacksFolder, ignored);
}

// What words are near by, beside those of the index.
struct Spelling {
  text::Lexicons lexicons;
  std::shared_ptr<const text::NoisyChannel> channel;
};

Result<Spelling> load_spelling(const fs::path& data) {
  Diagnostics ignored;  // as above
  Spelling spelling;
  DIXIT_TRY(spelling.lexicons, text::open_lexicons(data / "lexicon"));
  DIXIT_TRY(spelling.channel, text::NoisyChannel::load(data / "lang" / "es" / "channel.tsv", ignored));
  return spelling;
}

// With `thesaurus`, unless it is null.
Result<query::Meanings> load_meanings(const fs::path& generation,
                                      const std::shared_ptr<const text::LanguagePacks>& packs,
                                      const schema::IndexMeta& meta, std::shared_ptr<const text::Thesaurus> thesaurus) {
  Diagnostics ignored;  // as above
  const fs::path lang = generation / store::kPacksFolder;
  query::Meanings meanings;
  meanings.thesaurus = std::move(thesaurus);
  if (!meanings.thesaurus) {
    DIXIT_TRY(meanings.thesaurus, text::Thesaurus::load(lang, packs, ignored));
  }
  text::Analyzer analyzer(packs);
  for (const text::Language language : text::kLanguages) {
    const auto& known = meta.languages;
    if (std::find(known.begin(), known.end(), text::code(language)) != known.end()) continue;
    DIXIT_TRY(query::Glossary glossary, query::load_glossary(lang, language, analyzer));
    if (!glossary.empty()) meanings.glossaries.emplace(language, std::move(glossary));
  }
  return meanings;
}

// Acronyms lead to what they stand for, and the other way.
void add_acronyms(const std::vector<Xapian::Database>& shards, query::Meanings& meanings) {
  const std::string prefix = schema::acronym_key("");
  for (const Xapian::Database& shard : shards) {
    for (const auto& [key, words] : store::read_metadata(shard, prefix)) {
      const std::string acronym = key.substr(prefix.size());
      meanings.acronyms[acronym].push_back(words);
      meanings.acronyms[words].push_back(acronym);
    }
  }
  for (auto& [words, others] : meanings.acronyms) {
    std::sort(others.begin(), others.end());
    others.erase(std::unique(others.begin(), others.end()), others.end());
  }
}

void find_present(const Xapian::Database& database, query::Meanings& meanings) {
  for (const schema::Part part : {schema::Part::kText, schema::Part::kHeading}) {
    std::vector<bool>& present = meanings.present[part];
    for (text::ConceptNumber number = 0; number < meanings.thesaurus->size(); ++number) {
      present.push_back(database.term_exists(schema::concept_term(meanings.thesaurus->concept_at(number).id, part)));
    }
  }
}

}  // namespace

Generation::Generation(std::vector<fs::path> shards, std::string name, schema::IndexMeta meta, Columns columns,
                       store::WordOrders word_orders, std::shared_ptr<const text::LanguagePacks> packs)
    : shards_(std::move(shards)),
      name_(std::move(name)),
      meta_(std::move(meta)),
      columns_(std::move(columns)),
      word_orders_(std::move(word_orders)),
      packs_(std::move(packs)) {
  for (const std::string& code : meta_.languages) {
    languages_.push_back(text::language_from_code(code).value_or(text::kFallbackLanguage));
  }
  if (languages_.empty()) languages_.push_back(text::kFallbackLanguage);
}

Result<std::shared_ptr<Generation>> Generation::open(const std::vector<fs::path>& indexes, const fs::path& data,
                                                     const Generation* previous) {
  // Another generation may be published while we look; what was opened must be what is named.
  constexpr int kAttempts = 10;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    DIXIT_TRY(const Places places, find_places(indexes));
    Result<store::OpenIndex> opened = store::open_index(indexes);
    DIXIT_TRY(const Places after, find_places(indexes));
    if (places != after) continue;
    if (!opened) return std::move(opened).error();
    DIXIT_TRY(std::shared_ptr<const text::LanguagePacks> packs, load_packs(places.generations.front()));
    DIXIT_TRY_DONE(schema::check_recipe(opened->meta, packs->fingerprint()));
    DIXIT_TRY(store::WordOrders word_orders, store::WordOrders::open(places.shards));
    DIXIT_TRY(Spelling spelling, load_spelling(data));
    const bool is_same_analysis = previous != nullptr && previous->packs_->fingerprint() == packs->fingerprint();
    DIXIT_TRY(query::Meanings meanings, load_meanings(places.generations.front(), packs, opened->meta,
                                                      is_same_analysis ? previous->meanings_.thesaurus : nullptr));
    return store::guarded("read the facets and words of " + name_of(places.generations), [&] {
      const auto open = [&] { return open_shards(places.shards); };
      auto reading = std::async(std::launch::async, [&] { return read_vocabulary(open()); });
      Columns columns = Columns::load(open, labels_of(opened->shards));
      std::shared_ptr<Generation> generation(new Generation(places.shards, name_of(places.generations), opened->meta,
                                                            std::move(columns), std::move(word_orders),
                                                            std::move(packs)));
      generation->meanings_ = std::move(meanings);
      find_present(opened->database, generation->meanings_);
      add_acronyms(opened->shards, generation->meanings_);
      generation->meanings_.names = names_in(generation->columns_, spelling.lexicons);
      std::vector<text::IndexWord> words = reading.get();
      spell_names(words, generation->columns_);
      generation->near_words_ = std::make_unique<const text::NearWords>(words, std::move(spelling.lexicons),
                                                                        *spelling.channel, generation->languages_);
      generation->completions_ = std::make_unique<const Completions>(
          words, CompletionSources{generation->columns_, *generation->meanings_.thesaurus, opened->database,
                                   *generation->near_words_, *generation->packs_, generation->languages_});
      return generation;
    });
  }
  return Error{ErrorCode::kBusy, "the index is published anew faster than it can be opened", "wait a moment", {}};
}

Result<std::unique_ptr<Worker>> Generation::borrow() {
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      std::unique_ptr<Worker> worker = std::move(idle_.back());
      idle_.pop_back();
      return worker;
    }
  }
  // By the shards' own paths: the stub may name another generation by now.
  return store::guarded("open " + name_ + " once more", [&] {
    return std::make_unique<Worker>(Worker{open_shards(shards_), text::Analyzer(packs_)});
  });
}

void Generation::read_ahead(Worker& worker) const {
  constexpr std::size_t kFew = 1000;
  if (columns_.all().cardinality() > kFew) return;
  for (const Xapian::docid unit : columns_.all()) {
    // What is broken is reported to whoever asks for it; the rest can be served.
    (void)store::guarded("read ahead", [&]() -> Status {
      DIXIT_TRY(const std::shared_ptr<const schema::StoredDoc> document, documents_.of(unit, worker.database));
      subjects_.of(unit, *document, *meanings_.thesaurus, worker.analyzer);
      return Done{};
    });
  }
}

void Generation::give_back(std::unique_ptr<Worker> worker) {
  const std::lock_guard lock(mutex_);
  if (idle_.size() < kMaxIdle) idle_.push_back(std::move(worker));
}

Generations::Generations(std::vector<fs::path> indexes, Events events, fs::path data)
    : indexes_(std::move(indexes)), events_(std::move(events)), data_(std::move(data)) {}

Generations::~Generations() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  stop_.notify_all();
  if (watcher_.joinable()) watcher_.join();
}

Status Generations::refresh() {
  const std::lock_guard one_at_a_time(refreshing_);
  DIXIT_TRY(const Places places, find_places(indexes_));
  const std::shared_ptr<Generation> open = current();
  if (open && open->name() == name_of(places.generations)) return Done{};
  DIXIT_TRY(std::shared_ptr<Generation> next, Generation::open(indexes_, data_, open.get()));
  // The first request should not have to wait for a database to be opened.
  DIXIT_TRY(std::unique_ptr<Worker> worker, next->borrow());
  next->read_ahead(*worker);
  next->give_back(std::move(worker));
  std::shared_ptr<Generation> previous;  // closed after the lock is gone
  {
    const std::lock_guard lock(mutex_);
    previous = std::exchange(current_, next);
  }
  if (events_.opened) events_.opened(*next);
  return Done{};
}

void Generations::watch(std::chrono::milliseconds interval) {
  DIXIT_CHECK(!watcher_.joinable());
  watcher_ = std::thread([this, interval] { watch_loop(interval); });
}

void Generations::watch_loop(std::chrono::milliseconds interval) {
  std::string last_reason;
  std::unique_lock lock(mutex_);
  while (!stop_.wait_for(lock, interval, [this] { return stopping_; })) {
    lock.unlock();
    const Status refreshed = refresh();
    const std::string reason = refreshed ? std::string() : describe(refreshed.error());
    if (!refreshed && reason != last_reason && events_.failed) events_.failed(refreshed.error());
    last_reason = reason;
    lock.lock();
  }
}

std::shared_ptr<Generation> Generations::current() const {
  const std::lock_guard lock(mutex_);
  return current_;
}

Result<Lease> Generations::borrow(TimeLimit time) {
  for (;;) {
    std::shared_ptr<Generation> generation = current();
    if (!generation) {
      return Error{ErrorCode::kIndexMissing, "no index is open yet", "try again in a moment", {}};
    }
    Result<std::unique_ptr<Worker>> worker = generation->borrow();
    if (worker) return Lease(std::move(generation), *std::move(worker), time);
    // Its files may have gone because newer generations took its place, faster than the watcher looks.
    const Status refreshed = refresh();
    if (!refreshed || generation == current()) return std::move(worker).error();
  }
}

}  // namespace dixit::search
