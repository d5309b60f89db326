#include "searchd/search/documents.h"

#include <string>
#include <utility>

#include "core/store/index_reader.h"

namespace dixit::search {
namespace {

// About: what strings of a few letters keep elsewhere is not counted.
std::size_t bytes_of(const schema::StoredDoc& document) {
  return sizeof(document) + document.unit.text.size() + document.tokens.size() * sizeof(schema::StoredToken) +
         document.mentions.size() * sizeof(text::Mention);
}

}  // namespace

Result<std::shared_ptr<const schema::StoredDoc>> Documents::of(Xapian::docid number, const Xapian::Database& database) {
  const std::string name = std::to_string(number);
  if (std::shared_ptr<const schema::StoredDoc> kept = kept_.find(name)) return kept;
  DIXIT_TRY(schema::StoredDoc read, store::read_document(database, number));
  auto document = std::make_shared<const schema::StoredDoc>(std::move(read));
  kept_.keep(name, document, bytes_of(*document));
  return document;
}

}  // namespace dixit::search
