#include <cstdio>
#include <string>

#include "core/schema/fields.h"
#include "core/schema/index_meta.h"
#include "core/schema/terms.h"
#include "indexer/commands/command.h"

namespace dixit::commands {
namespace {

std::string code(std::string_view text) {
  return text.empty() ? "–" : "`" + std::string(text) + "`";
}

}  // namespace

int schema() {
  std::printf("Schema version %u. A term is at most %zu bytes; longer ones end in a checksum.\n\n",
              schema::kSchemaVersion, schema::kMaxTermBytes);
  std::puts("|Field|Terms|Words|Slot|Facet|es|ca|en|Holds|\n|-|-|-|-|-|-|-|-|-|");
  for (const schema::FieldRow& row : schema::field_table()) {
    std::printf("|`%s`|%s|%s|%u|%s|%s|%s|%s|%s|\n", std::string(row.name).c_str(),
                code(row.prefix.empty() ? "" : std::string(row.prefix) + ":").c_str(), code(row.words_prefix).c_str(),
                row.slot, row.facet ? "yes" : "no", std::string(row.label_es).c_str(),
                std::string(row.label_ca).c_str(), std::string(row.label_en).c_str(), std::string(row.meaning).c_str());
  }
  return finish_output();
}

}  // namespace dixit::commands
