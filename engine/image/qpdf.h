// The functions of qpdf's C interface that are used here.
#pragma once

#include <qpdf/qpdf-c.h>

#include "engine/image/library.h"

namespace banxin {

struct Qpdf {
  Qpdf();
  Library library;
  BANXIN_LIBRARY_FUNCTION(qpdf_init);
  BANXIN_LIBRARY_FUNCTION(qpdf_cleanup);
  BANXIN_LIBRARY_FUNCTION(qpdf_silence_errors);
  BANXIN_LIBRARY_FUNCTION(qpdf_set_suppress_warnings);
  BANXIN_LIBRARY_FUNCTION(qpdf_set_attempt_recovery);
  BANXIN_LIBRARY_FUNCTION(qpdf_has_error);
  BANXIN_LIBRARY_FUNCTION(qpdf_get_error);
  BANXIN_LIBRARY_FUNCTION(qpdf_get_error_code);
  BANXIN_LIBRARY_FUNCTION(qpdf_get_error_message_detail);
  BANXIN_LIBRARY_FUNCTION(qpdf_read_memory);
  BANXIN_LIBRARY_FUNCTION(qpdf_empty_pdf);
  BANXIN_LIBRARY_FUNCTION(qpdf_is_encrypted);
  BANXIN_LIBRARY_FUNCTION(qpdf_get_root);
  BANXIN_LIBRARY_FUNCTION(qpdf_get_num_pages);
  BANXIN_LIBRARY_FUNCTION(qpdf_get_page_n);
  BANXIN_LIBRARY_FUNCTION(qpdf_push_inherited_attributes_to_page);
  BANXIN_LIBRARY_FUNCTION(qpdf_add_page);
  BANXIN_LIBRARY_FUNCTION(qpdf_make_indirect_object);
  BANXIN_LIBRARY_FUNCTION(qpdf_oh_copy_foreign_object);
  BANXIN_LIBRARY_FUNCTION(qpdf_oh_is_dictionary);
  BANXIN_LIBRARY_FUNCTION(qpdf_oh_is_stream);
  BANXIN_LIBRARY_FUNCTION(qpdf_oh_is_array);
  BANXIN_LIBRARY_FUNCTION(qpdf_oh_is_null);
  BANXIN_LIBRARY_FUNCTION(qpdf_oh_is_indirect);
  BANXIN_LIBRARY_FUNCTION(qpdf_oh_is_name_and_equals);
  BANXIN_LIBRARY_FUNCTION(qpdf_oh_get_key_if_dict);
  BANXIN_LIBRARY_FUNCTION(qpdf_oh_get_dict);
  BANXIN_LIBRARY_FUNCTION(qpdf_oh_get_array_n_items);
  BANXIN_LIBRARY_FUNCTION(qpdf_oh_get_array_item);
  BANXIN_LIBRARY_FUNCTION(qpdf_oh_get_value_as_number);
  BANXIN_LIBRARY_FUNCTION(qpdf_oh_get_value_as_int);
  BANXIN_LIBRARY_FUNCTION(qpdf_oh_get_stream_data);
  BANXIN_LIBRARY_FUNCTION(qpdf_oh_new_stream);
  BANXIN_LIBRARY_FUNCTION(qpdf_oh_new_null);
  BANXIN_LIBRARY_FUNCTION(qpdf_oh_parse);
  BANXIN_LIBRARY_FUNCTION(qpdf_oh_replace_stream_data);
  BANXIN_LIBRARY_FUNCTION(qpdf_oh_replace_key);
  BANXIN_LIBRARY_FUNCTION(qpdf_init_write_memory);
  BANXIN_LIBRARY_FUNCTION(qpdf_set_object_stream_mode);
  BANXIN_LIBRARY_FUNCTION(qpdf_set_stream_data_mode);
  BANXIN_LIBRARY_FUNCTION(qpdf_set_compress_streams);
  BANXIN_LIBRARY_FUNCTION(qpdf_set_decode_level);
  BANXIN_LIBRARY_FUNCTION(qpdf_set_deterministic_ID);
  BANXIN_LIBRARY_FUNCTION(qpdf_set_minimum_pdf_version);
  BANXIN_LIBRARY_FUNCTION(qpdf_write);
  BANXIN_LIBRARY_FUNCTION(qpdf_get_buffer_length);
  BANXIN_LIBRARY_FUNCTION(qpdf_get_buffer);
};

}  // namespace banxin
