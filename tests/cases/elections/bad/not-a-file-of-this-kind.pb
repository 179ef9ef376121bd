Lieve buren,
wie komt er zaterdag?
