CREATE TABLE "identity" (
	"subject" text PRIMARY KEY NOT NULL,
	"user_name" text NOT NULL,
	CONSTRAINT "identity_user_name_unique" UNIQUE("user_name")
);
--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "sealed" text;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "checked_at" timestamp (3) with time zone;