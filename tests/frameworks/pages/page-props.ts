/** What every page is given: where the API is and which courses to show. */
export interface PageProps {
  apiUrl: string;
  courseIds: string[];
}
