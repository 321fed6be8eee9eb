DROP FUNCTION members_page(uuid, integer);
