CREATE TABLE "result_chunk" (
	"task_id" uuid NOT NULL,
	"run" uuid NOT NULL,
	"seq" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "result_chunk_task_id_run_seq_pk" PRIMARY KEY("task_id","run","seq")
);
--> statement-breakpoint
CREATE TABLE "submission" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_name" text NOT NULL,
	"task_name" text,
	"points" integer NOT NULL,
	"variables" jsonb NOT NULL,
	"sent_at" timestamp (3) with time zone NOT NULL,
	"task_id" text,
	"state" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "task" (
	"id" uuid PRIMARY KEY NOT NULL,
	"submission_id" uuid NOT NULL,
	"mode" text NOT NULL,
	"status" text NOT NULL,
	"user_name" text NOT NULL,
	"task_name" text,
	"points" integer NOT NULL,
	"variables" jsonb NOT NULL,
	"wind_height_m" double precision NOT NULL,
	"receive_mail" boolean NOT NULL,
	"email" text,
	"called_at" timestamp (3) with time zone NOT NULL,
	"estimated_ms" integer NOT NULL,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	"error" text,
	"cancelled_by" text,
	"result_run" uuid,
	CONSTRAINT "task_submission_id_unique" UNIQUE("submission_id")
);
--> statement-breakpoint
CREATE TABLE "task_input" (
	"task_id" uuid PRIMARY KEY NOT NULL,
	"packed" "bytea" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "result_chunk" ADD CONSTRAINT "result_chunk_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_submission_id_submission_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submission"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_input" ADD CONSTRAINT "task_input_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "submission_task" ON "submission" USING btree ("task_id");--> statement-breakpoint
CREATE INDEX "task_status" ON "task" USING btree ("status");--> statement-breakpoint
CREATE INDEX "task_called" ON "task" USING btree ("called_at");