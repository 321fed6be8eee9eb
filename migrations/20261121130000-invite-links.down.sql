DROP TABLE invite_link_guests, invite_links;
