import type { Database, Transaction } from "../database/database.js";
import { NotFoundError } from "../http/errors.js";

/** What a sale needs to know of a course. */
export interface CourseForSale {
  id: string;
  title: string;
  description: string | null;
  /** As stored: an http(s) URL or `stored:<name>`; `files.publicUrl` makes it a URL. */
  imageUrl: string | null;
  /** Minor units of `currency`; null: not for sale; 0: free. */
  price: number | null;
  currency: string;
  /** Also unpublished courses are answered, for payments that began before; starting a sale of one is for the caller to refuse. */
  isPublished: boolean;
  /** The author. */
  userId: string;
}

/** Throws NotFoundError when the course does not exist. */
export async function courseForSale({
  db,
  courseId,
}: {
  db: Database | Transaction;
  courseId: string;
}): Promise<CourseForSale> {
  const course = await db.course.findUnique({
    where: { id: courseId },
    select: {
      id: true,
      title: true,
      description: true,
      imageUrl: true,
      price: true,
      currency: true,
      isPublished: true,
      userId: true,
    },
  });
  if (course === null) throw new NotFoundError("course");
  return course;
}
