#include "engine/image/qpdf.h"

namespace banxin {

Qpdf::Qpdf() : library(BANXIN_LIBQPDF) {
  library.bind(qpdf_init, "qpdf_init");
  library.bind(qpdf_cleanup, "qpdf_cleanup");
  library.bind(qpdf_silence_errors, "qpdf_silence_errors");
  library.bind(qpdf_set_suppress_warnings, "qpdf_set_suppress_warnings");
  library.bind(qpdf_set_attempt_recovery, "qpdf_set_attempt_recovery");
  library.bind(qpdf_has_error, "qpdf_has_error");
  library.bind(qpdf_get_error, "qpdf_get_error");
  library.bind(qpdf_get_error_code, "qpdf_get_error_code");
  library.bind(qpdf_get_error_message_detail, "qpdf_get_error_message_detail");
  library.bind(qpdf_read_memory, "qpdf_read_memory");
  library.bind(qpdf_empty_pdf, "qpdf_empty_pdf");
  library.bind(qpdf_is_encrypted, "qpdf_is_encrypted");
  library.bind(qpdf_get_root, "qpdf_get_root");
  library.bind(qpdf_get_num_pages, "qpdf_get_num_pages");
  library.bind(qpdf_get_page_n, "qpdf_get_page_n");
  library.bind(qpdf_push_inherited_attributes_to_page, "qpdf_push_inherited_attributes_to_page");
  library.bind(qpdf_add_page, "qpdf_add_page");
  library.bind(qpdf_make_indirect_object, "qpdf_make_indirect_object");
  library.bind(qpdf_oh_copy_foreign_object, "qpdf_oh_copy_foreign_object");
  library.bind(qpdf_oh_is_dictionary, "qpdf_oh_is_dictionary");
  library.bind(qpdf_oh_is_stream, "qpdf_oh_is_stream");
  library.bind(qpdf_oh_is_array, "qpdf_oh_is_array");
  library.bind(qpdf_oh_is_null, "qpdf_oh_is_null");
  library.bind(qpdf_oh_is_indirect, "qpdf_oh_is_indirect");
  library.bind(qpdf_oh_is_name_and_equals, "qpdf_oh_is_name_and_equals");
  library.bind(qpdf_oh_get_key_if_dict, "qpdf_oh_get_key_if_dict");
  library.bind(qpdf_oh_get_dict, "qpdf_oh_get_dict");
  library.bind(qpdf_oh_get_array_n_items, "qpdf_oh_get_array_n_items");
  library.bind(qpdf_oh_get_array_item, "qpdf_oh_get_array_item");
  library.bind(qpdf_oh_get_value_as_number, "qpdf_oh_get_value_as_number");
  library.bind(qpdf_oh_get_value_as_int, "qpdf_oh_get_value_as_int");
  library.bind(qpdf_oh_get_stream_data, "qpdf_oh_get_stream_data");
  library.bind(qpdf_oh_new_stream, "qpdf_oh_new_stream");
  library.bind(qpdf_oh_new_null, "qpdf_oh_new_null");
  library.bind(qpdf_oh_parse, "qpdf_oh_parse");
  library.bind(qpdf_oh_replace_stream_data, "qpdf_oh_replace_stream_data");
  library.bind(qpdf_oh_replace_key, "qpdf_oh_replace_key");
  library.bind(qpdf_init_write_memory, "qpdf_init_write_memory");
  library.bind(qpdf_set_object_stream_mode, "qpdf_set_object_stream_mode");
  library.bind(qpdf_set_stream_data_mode, "qpdf_set_stream_data_mode");
  library.bind(qpdf_set_compress_streams, "qpdf_set_compress_streams");
  library.bind(qpdf_set_decode_level, "qpdf_set_decode_level");
  library.bind(qpdf_set_deterministic_ID, "qpdf_set_deterministic_ID");
  library.bind(qpdf_set_minimum_pdf_version, "qpdf_set_minimum_pdf_version");
  library.bind(qpdf_write, "qpdf_write");
  library.bind(qpdf_get_buffer_length, "qpdf_get_buffer_length");
  library.bind(qpdf_get_buffer, "qpdf_get_buffer");
}

}  // namespace banxin
