CREATE TABLE "mail" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"task_id" uuid NOT NULL,
	"event" text NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"error" text,
	CONSTRAINT "mail_task_event" UNIQUE("task_id","event")
);
--> statement-breakpoint
ALTER TABLE "mail" ADD CONSTRAINT "mail_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "mail_state" ON "mail" USING btree ("state");