BEGIN TRANSACTION;
ALTER TABLE "prices_item" ADD "offline_item" TEXT NULL;

ALTER TABLE "prices_item" ADD "proposal_id" TEXT NULL;

ALTER TABLE "prices_item" ADD "unit" TEXT NULL;

CREATE TABLE "prices_item_term" (
    "area" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "stage" TEXT NOT NULL,
    "effective_on" TEXT NOT NULL,
    "trial_until" TEXT NULL,
    "ceiling" INTEGER NULL,
    "document" TEXT NOT NULL,
    "decided_by" TEXT NOT NULL,
    "decided_at" TEXT NOT NULL,
    CONSTRAINT "pk_prices_item_term" PRIMARY KEY ("area", "code", "number")
);

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122142224_ItemRegister', '10.0.14');

COMMIT;

