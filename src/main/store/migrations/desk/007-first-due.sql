-- The first day one of the dossiers in a state is due, without reading them.
CREATE INDEX dossier_by_due ON dossier (state, document ->> '$.deadline.due');
