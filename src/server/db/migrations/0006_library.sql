CREATE TABLE "library_desk" (
	"voyage_id" uuid NOT NULL,
	"desk" uuid NOT NULL,
	"user_name" text NOT NULL,
	"edits" boolean NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "library_desk_voyage_id_desk_pk" PRIMARY KEY("voyage_id","desk")
);
--> statement-breakpoint
CREATE TABLE "library_entry" (
	"kind" text NOT NULL,
	"id" uuid NOT NULL,
	"rev" integer NOT NULL,
	"version" integer NOT NULL,
	"hash" text NOT NULL,
	"head" text NOT NULL,
	"search" text NOT NULL,
	"name" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"archived_at" timestamp (3) with time zone,
	"outlook" text,
	"outlook_asked_at" timestamp (3) with time zone,
	CONSTRAINT "library_entry_kind_id_pk" PRIMARY KEY("kind","id")
);
--> statement-breakpoint
CREATE TABLE "library_link" (
	"voyage_id" uuid NOT NULL,
	"task_id" text NOT NULL,
	CONSTRAINT "library_link_voyage_id_task_id_pk" PRIMARY KEY("voyage_id","task_id")
);
--> statement-breakpoint
CREATE TABLE "library_version" (
	"kind" text NOT NULL,
	"id" uuid NOT NULL,
	"n" integer NOT NULL,
	"author" text NOT NULL,
	"begun_at" timestamp (3) with time zone NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"closed" boolean NOT NULL,
	"bytes" integer NOT NULL,
	"packed" "bytea" NOT NULL,
	CONSTRAINT "library_version_kind_id_n_pk" PRIMARY KEY("kind","id","n")
);
--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "item" text;--> statement-breakpoint
ALTER TABLE "library_version" ADD CONSTRAINT "library_version_kind_id_library_entry_kind_id_fk" FOREIGN KEY ("kind","id") REFERENCES "public"."library_entry"("kind","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "library_entry_changed" ON "library_entry" USING btree ("kind","changed_at","id");--> statement-breakpoint
CREATE INDEX "library_link_task" ON "library_link" USING btree ("task_id");