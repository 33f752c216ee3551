ALTER TABLE "submission" ADD COLUMN "service" text;--> statement-breakpoint
ALTER TABLE "task" ADD COLUMN "source" text DEFAULT 'Fairway''s synthetic field model (synthetic data, not for navigation)' NOT NULL;--> statement-breakpoint
ALTER TABLE "task" ADD COLUMN "synthetic" boolean DEFAULT true NOT NULL;