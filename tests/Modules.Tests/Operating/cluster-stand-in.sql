-- Stand-ins for what the distribute step asks of Citus, on a plain PostgreSQL: they note each call and refuse what the
-- cluster was seen to refuse (a foreign key in place, a table placed twice, a missing neighbour, a key without the
-- sharding column, a mode that is not sequential).
CREATE TABLE stand_in_call (at serial, call text);
CREATE TABLE stand_in_drop (at serial, what text);
CREATE TABLE citus_tables (table_name regclass, citus_table_type text, distribution_column text, colocation_id int);

CREATE FUNCTION stand_in_check(name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('citus.multi_shard_modify_mode', true) IS DISTINCT FROM 'sequential' THEN
        RAISE EXCEPTION 'the mode is not sequential';
    END IF;
    IF EXISTS (SELECT 1 FROM citus_tables WHERE table_name = name::regclass) THEN
        RAISE EXCEPTION '% is already distributed', name;
    END IF;
    IF EXISTS (SELECT 1 FROM pg_constraint
               WHERE contype = 'f' AND name::regclass IN (conrelid, confrelid)) THEN
        RAISE EXCEPTION '% has a foreign key in place', name;
    END IF;
    INSERT INTO stand_in_call (call) VALUES (name);
END $$;

CREATE FUNCTION create_reference_table(name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM stand_in_check(name);
    INSERT INTO citus_tables VALUES (name::regclass, 'reference', NULL, 1);
END $$;

CREATE FUNCTION create_distributed_table(
    name text, spread_by text, colocate_with text, shard_count int DEFAULT NULL) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    neighbour int;
BEGIN
    PERFORM stand_in_check(name);
    IF EXISTS (SELECT 1 FROM pg_index i WHERE indrelid = name::regclass AND indisunique AND NOT EXISTS (
            SELECT 1 FROM pg_attribute a
            WHERE a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey) AND a.attname = spread_by)) THEN
        RAISE EXCEPTION '% has a unique index without %', name, spread_by;
    END IF;
    IF colocate_with = 'none' THEN
        neighbour := (SELECT coalesce(max(colocation_id), 1) + 1 FROM citus_tables);
    ELSE
        SELECT colocation_id INTO STRICT neighbour FROM citus_tables
        WHERE table_name = colocate_with::regclass AND distribution_column = spread_by;
    END IF;
    INSERT INTO citus_tables VALUES (name::regclass, 'distributed', spread_by, neighbour);
END $$;

CREATE FUNCTION stand_in_note_drop() RETURNS event_trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_event_trigger_dropped_objects() WHERE object_type = 'table constraint')
        AND EXISTS (SELECT 1 FROM stand_in_call) THEN
        INSERT INTO stand_in_drop (what) VALUES ('dropped');
    END IF;
END $$;
CREATE EVENT TRIGGER stand_in_drops ON sql_drop EXECUTE FUNCTION stand_in_note_drop();
