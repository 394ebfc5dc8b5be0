BEGIN TRANSACTION;
CREATE TABLE "publicservice_consultation" (
    "inst_id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "area" TEXT NOT NULL,
    "group" TEXT NOT NULL,
    "asked_at" TEXT NOT NULL,
    "answer" TEXT NULL,
    "answered_by" TEXT NULL,
    "answered_role" TEXT NULL,
    "answered_at" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_publicservice_consultation" PRIMARY KEY ("inst_id", "number")
);

CREATE TABLE "publicservice_duty" (
    "inst_id" TEXT NOT NULL,
    "duty_id" TEXT NOT NULL,
    "practitioner" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "starts_at" TEXT NOT NULL,
    "ends_at" TEXT NOT NULL,
    "entered_by" TEXT NOT NULL,
    "entered_at" TEXT NOT NULL,
    "removed_by" TEXT NULL,
    "removed_at" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_publicservice_duty" PRIMARY KEY ("inst_id", "duty_id")
);

CREATE TABLE "publicservice_publication" (
    "id" TEXT NOT NULL CONSTRAINT "pk_publicservice_publication" PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "area" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "effective_on" TEXT NOT NULL,
    "effective_to" TEXT NULL,
    "state" TEXT NOT NULL,
    "office" TEXT NOT NULL,
    "drafted_by" TEXT NOT NULL,
    "drafted_at" TEXT NOT NULL,
    "published_by" TEXT NULL,
    "published_at" TEXT NULL,
    "withdrawn_by" TEXT NULL,
    "withdrawn_at" TEXT NULL,
    "withdrawn_reason" TEXT NULL,
    "version" INTEGER NOT NULL
);

CREATE TABLE "publicservice_consultation_words" (
    "inst_id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "contact" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "question" TEXT NOT NULL,
    CONSTRAINT "pk_publicservice_consultation_words" PRIMARY KEY ("inst_id", "number"),
    CONSTRAINT "fk_publicservice_consultation_words_publicservice_consultation_inst_id_number" FOREIGN KEY ("inst_id", "number") REFERENCES "publicservice_consultation" ("inst_id", "number") ON DELETE CASCADE
);

CREATE TABLE "publicservice_publication_clause" (
    "publication_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "area" TEXT NOT NULL,
    "document_id" TEXT NOT NULL,
    "anchor" TEXT NOT NULL,
    "document" TEXT NOT NULL,
    "article" TEXT NOT NULL,
    CONSTRAINT "pk_publicservice_publication_clause" PRIMARY KEY ("publication_id", "number"),
    CONSTRAINT "fk_publicservice_publication_clause_publicservice_publication_publication_id" FOREIGN KEY ("publication_id") REFERENCES "publicservice_publication" ("id") ON DELETE CASCADE
);

CREATE INDEX "ix_publicservice_consultation_inst_id_answered_at" ON "publicservice_consultation" ("inst_id", "answered_at");

CREATE INDEX "ix_publicservice_consultation_number" ON "publicservice_consultation" ("number");

CREATE INDEX "ix_publicservice_duty_inst_id_ends_at" ON "publicservice_duty" ("inst_id", "ends_at");

CREATE INDEX "ix_publicservice_publication_kind_area" ON "publicservice_publication" ("kind", "area");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122122512_PublicService', '10.0.14');

COMMIT;

