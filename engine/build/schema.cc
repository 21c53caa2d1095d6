#include "engine/build/build.h"
#include "engine/issue/issue.h"
#include "engine/style/style.h"

namespace banxin {

std::string json_schema(SchemaFile file) {
  switch (file) {
    case SchemaFile::issue:
      return issue_schema();
    case SchemaFile::article:
      return article_schema();
    case SchemaFile::layout:
      return layout_schema();
  }
  return {};
}

}  // namespace banxin
